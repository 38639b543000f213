/** Called before each helper: key of the module, name of the helper, its arguments. */
export type Check = (key: string, helper: string, args: readonly unknown[]) => void;
export declare function identityRuntime(global: object, check?: Check): void;
export declare const identityRuntimeText: string;
