"""HTML: the report as a page of a municipality's web site, with all that stands around the text there."""

import re
from html import escape
from pathlib import Path

from forms.markup import Heading, body_html
from forms.source import Source, long_date

_CAPTIONED = re.compile(r'<p class="caption">([^<]*)</p>\s*<table>')
_MENU = (
    "Barn och utbildning",
    "Bygga, bo och miljö",
    "Fritid och kultur",
    "Näringsliv och arbete",
    "Omsorg och stöd",
    "Trafik och resor",
    "Kommun och politik",
)
_SIDE_MENU = ("Kommunfullmäktige", "Nämnder och styrelser", "Möten och protokoll", "Budget och årsredovisningar")
_PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}, {board} – {issuer}</title>
<meta name="description" content="{board} i {issuer} berättar om året som gått.">
<meta property="og:site_name" content="{issuer}">
<style>
body {{ font: 17px/1.6 "Source Sans Pro", Carlito, sans-serif; margin: 0; color: #1b1b1b }}
.site-header, .site-footer {{ background: #2b3a42; color: #fff; padding: 1rem 2rem }}
.site-header a, .site-footer a {{ color: #fff }}
.main-menu ul, .breadcrumb ol {{ list-style: none; display: flex; flex-wrap: wrap; gap: 1.2rem; margin: 0; padding: .6rem 2rem }}
.layout {{ display: flex; gap: 3rem; max-width: 72rem; margin: 0 auto; padding: 0 2rem }}
.side {{ flex: 0 0 14rem; font-size: .9rem }}
article {{ flex: 1; max-width: 44rem }}
table {{ border-collapse: collapse; font-size: .88rem; margin: 0 0 1.5rem }}
caption {{ text-align: left; font-weight: bold; padding: .3rem 0 }}
th, td {{ border-bottom: 1px solid #c4c9cc; padding: .3rem .6rem; vertical-align: top }}
.cookie-banner {{ position: fixed; bottom: 0; left: 0; right: 0; background: #fff3cd; padding: 1rem 2rem }}
.skip, .hidden {{ position: absolute; left: -999rem }}
</style>
</head>
<body>
<a class="skip" href="#innehall">Hoppa till innehållet</a>
<div class="cookie-banner" role="dialog" aria-label="Kakor">
<p>Vi använder kakor för att webbplatsen ska fungera så bra som möjligt för dig. Läs mer om <a href="/kakor">hur vi använder kakor</a>.</p>
<button type="button">Godkänn alla kakor</button> <button type="button">Bara nödvändiga</button>
</div>
<header class="site-header">
<a class="logo" href="/">{issuer}</a>
<form role="search" action="/sok"><label for="sok">Sök på webbplatsen</label> <input id="sok" name="q" type="search"> <button>Sök</button></form>
<a href="/lyssna">Lyssna</a> <a href="/lattlast">Lättläst</a> <a href="/languages">Languages</a>
</header>
<nav class="main-menu" aria-label="Huvudmeny">
<ul>
{menu}
</ul>
</nav>
<nav class="breadcrumb" aria-label="Du är här">
<ol>
<li><a href="/">Start</a></li>
<li><a href="/kommun-och-politik">Kommun och politik</a></li>
<li><a href="/kommun-och-politik/budget">Budget och årsredovisningar</a></li>
<li aria-current="page">{title}</li>
</ol>
</nav>
<div class="layout">
<aside class="side">
<nav aria-label="Undermeny">
<h2>Kommun och politik</h2>
<ul>
{side_menu}
</ul>
</nav>
<div class="toc">
<h2>På den här sidan</h2>
<ul>
{contents}
</ul>
</div>
</aside>
<main id="innehall">
<article>
<h1>{title}</h1>
<p class="byline">{board}, {issuer}</p>
{main}
</article>
<section class="feedback" aria-label="Tyck till">
<h2>Hjälpte informationen på den här sidan dig?</h2>
<button type="button">Ja</button> <button type="button">Nej</button>
</section>
<div class="share">Dela sidan: <a href="#">Facebook</a> <a href="#">LinkedIn</a> <a href="#">E-post</a></div>
<p class="page-meta">Sidan uppdaterad {date}. Sidansvarig: Kommunikationsenheten. Diarienummer {reference}.</p>
</main>
</div>
<footer class="site-footer">
<h2>Kontakta oss</h2>
<p>{issuer}, 000 00 {municipality}<br>Telefon: 0000-00 00 00, vardagar 8–16<br>E-post: <a href="#">kommunen@example.org</a></p>
<ul>
<li><a href="/tillganglighet">Tillgänglighetsredogörelse</a></li>
<li><a href="/personuppgifter">Så behandlar vi personuppgifter</a></li>
<li><a href="/kakor">Om kakor</a></li>
</ul>
<p>Följ oss på <a href="#">Facebook</a> och <a href="#">Instagram</a></p>
</footer>
</body>
</html>
"""


def write_html(source: Source, path: Path) -> None:
    """Write the page: headings one level down, below the title; captions within their tables."""
    main, headings = body_html(source)
    main = re.sub(r"<(/?)h([123])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", main)
    words = source.meta | {"issuer": source.issuer, "board": source.board, "date": long_date(source.meta["dated"])}
    html = _PAGE.format(
        **{key: escape(value) for key, value in words.items()},
        menu=_links(_MENU),
        side_menu=_links(_SIDE_MENU),
        contents="\n".join(_entry(heading) for heading in headings if heading.level == 1),
        main=_CAPTIONED.sub(r"<table>\n<caption>\1</caption>", main).strip(),
    )
    path.write_text(html, encoding="utf-8")


def _links(names: tuple[str, ...]) -> str:
    return "\n".join(f'<li><a href="#">{escape(name)}</a></li>' for name in names)


def _entry(heading: Heading) -> str:
    return f'<li><a href="#{heading.anchor}">{escape(heading.text)}</a></li>'
