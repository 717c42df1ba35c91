import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "**/generated/", "coverage/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 320, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 20],
      "no-console": "error",
      "prefer-const": "error",
    },
  },
  { files: ["cli/**", "scripts/**", "bench/**", "bin/**"], rules: { "no-console": "off" } },
  { files: ["**/*.test.ts"], rules: { "max-lines": "off" } },
);
