// A plain Eleventy site: articles, home, tags, sources, Atom, sitemap; the lists of tags and sources are one page each.
module.exports = (config) => {
  const articles = (api) => api.getFilteredByGlob("content/articles/**/*.md").reverse();
  const grouped = (things, names) => {
    const found = new Map();
    for (const thing of things) {
      for (const name of names(thing.data)) {
        found.set(name, [...(found.get(name) ?? []), thing]);
      }
    }
    return [...found].map(([name, things]) => ({ name, articles: things }));
  };
  config.addCollection("articles", articles);
  config.addCollection("byTag", (api) => grouped(articles(api), (data) => data.tags));
  config.addCollection("bySource", (api) => grouped(articles(api), (data) => data.sources));
  config.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("iso", (date) => new Date(date).toISOString());
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
};
