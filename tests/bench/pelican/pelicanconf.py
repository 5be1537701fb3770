"""A plain Pelican site: articles, home, tags, sources as its categories, Atom; it comes without a sitemap."""

SITENAME = "试刊"
SITEURL = "https://digest.example"
PATH = "content"
ARTICLE_PATHS = ["articles"]
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
THEME = "simple"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = 20
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "sources/{slug}.html"
CATEGORIES_SAVE_AS = "sources/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "categories"]
SLUGIFY_USE_UNICODE = True
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
