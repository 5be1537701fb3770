// What html-validate asks of every page: these collections, none of their rules off, and one rule more.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document", "html-validate:standard"],
  rules: {
    // it has to be small or capital throughout; ours is small
    "doctype-style": ["error", { style: "lowercase" }],
    // our own files lie beside the page; only a foreign one would have to prove itself
    "require-sri": ["error", { target: "crossorigin" }],
    // in none of the collections
    "no-unknown-elements": "error",
  },
};
