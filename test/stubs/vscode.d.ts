/** Stands for `vscode` where pure code is checked: it has nothing, so every use of it is a type error. */
export {};
