<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:a="http://www.w3.org/2005/Atom" exclude-result-prefixes="a">
  <xsl:output method="html" encoding="utf-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:template match="/a:feed">
    <html lang="{{ language }}" dir="{{ direction }}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="a:title"/></title>
        <link rel="stylesheet" href="{{ asset('css/tokens.css') }}"/>
        <link rel="stylesheet" href="{{ asset('css/feed_page.css') }}"/>
      </head>
      <body>
        <header class="feed-head">
          <h1><xsl:value-of select="a:title"/></h1>
          <p>{{ _("This is a feed: copy its address into a feed reader, and what is new comes to you, without an account.") }}</p>
          <p class="feed-head__address"><code><xsl:value-of select="a:link[@rel='self']/@href"/></code></p>
          <p><a href="{{ url(home) }}">{% trans hub=site.name %}All of it at {{ hub }}{% endtrans %}</a></p>
        </header>
        <main>
          <xsl:apply-templates select="a:entry"/>
        </main>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="a:entry">
    <!-- Words without a title are called by their beginning: they are shown once. -->
    <xsl:variable name="named" select="normalize-space(translate(a:title, '&#x202f;&#xa0;&#x2026;', '&#x20;&#x20;'))"/>
    <xsl:variable name="again" select="starts-with(normalize-space(translate(a:summary, '&#x202f;&#xa0;', '&#x20;&#x20;')), $named)"/>
    <article class="feed-entry" lang="{@xml:lang}">
      <p class="feed-entry__about">
        <time datetime="{a:published}"><xsl:value-of select="substring(a:published, 1, 10)"/></time>
        <xsl:if test="a:author"><xsl:text> · </xsl:text><bdi><xsl:value-of select="a:author/a:name"/></bdi></xsl:if>
      </p>
      <h2><a href="{a:link[@rel='alternate']/@href}"><xsl:choose><xsl:when test="$again"><xsl:value-of select="a:summary"/></xsl:when><xsl:otherwise><xsl:value-of select="a:title"/></xsl:otherwise></xsl:choose></a></h2>
      <xsl:if test="a:summary and not($again)"><p><xsl:value-of select="a:summary"/></p></xsl:if>
    </article>
  </xsl:template>
</xsl:stylesheet>
