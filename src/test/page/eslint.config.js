// ESLint over the page's script: the recommended rules, and those that find real faults. Form is nobody's business here.

import js from '@eslint/js';
import globals from 'globals';

const faults = {
  'array-callback-return': 'error',
  'consistent-return': 'error',
  'default-case-last': 'error',
  eqeqeq: ['error', 'always', {null: 'ignore'}],
  'guard-for-in': 'error',
  'no-alert': 'error',
  'no-constructor-return': 'error',
  'no-duplicate-imports': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-promise-executor-return': 'error',
  'no-script-url': 'error',
  'no-self-compare': 'error',
  'no-sequences': 'error',
  'no-shadow': 'error',
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-unused-expressions': ['error', {allowShortCircuit: true}],
  'no-unused-vars': ['error', {args: 'after-used', ignoreRestSiblings: true}],
  'no-use-before-define': ['error', {functions: false, variables: false}],
  'no-useless-assignment': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'prefer-promise-reject-errors': 'error',
  radix: 'error',
  'require-atomic-updates': 'error',
};

export default [
  {
    files: ['**/*.js'],
    languageOptions: {ecmaVersion: 2023, sourceType: 'module', globals: globals.browser},
    linterOptions: {reportUnusedDisableDirectives: 'error', noInlineConfig: true},
    rules: {...js.configs.recommended.rules, ...faults},
  },
  {files: ['webroot/worker.js'], languageOptions: {sourceType: 'script', globals: globals.serviceworker}},
  {files: ['src/test/page/*.js'], languageOptions: {globals: globals.node}},
];
