using ServerSessions.Recordings.Masking;

namespace ServerSessions.Tests.Recordings.Masking;

/// <summary>A style sheet of a recording loads nothing and shows no text.</summary>
public class CssFilterTests
{
    [Theory]
    [InlineData("a{background:url(https://evil.example/x)}")]
    [InlineData("a{background:url('https://evil.example/x')}")]
    [InlineData("a{background:URL( \"https://evil.example/x\" )}")]
    [InlineData(@"a{background:u\72l(https://evil.example/x)}")]
    [InlineData(@"a{background:\75\72\6c(https://evil.example/x)}")]
    [InlineData("@import 'https://evil.example/x';a{color:red}")]
    [InlineData(@"@\69mport url(https://evil.example/x);")]
    [InlineData("@font-face{font-family:x;src:url(https://evil.example/x)}")]
    [InlineData("a{background:image-set('https://evil.example/x' 1x)}")]
    [InlineData("a{background:-webkit-image-set(url(https://evil.example/x) 1x)}")]
    [InlineData("a{cursor:url(https://evil.example/x),auto}")]
    [InlineData("a{width:expression(fetch('https://evil.example/x'))}")]
    [InlineData("@namespace url(https://evil.example/x);")]
    [InlineData("a{background:url(https://evil.example/x")]
    [InlineData("a{b:'\nbackground:url(https://evil.example/x)")]
    [InlineData("a{b:\"\\\n\";background:url(https://evil.example/x)}")]
    public void Nothing_that_could_load_is_left(string css)
    {
        var filtered = CssFilter.StyleSheet(css);
        Assert.DoesNotContain("evil.example", filtered);
        Assert.DoesNotMatch("(?i)url\\(|image-set|@import|expression", filtered);
        // What is filtered once stays as it is: the filter makes no new token.
        Assert.Equal(filtered, CssFilter.StyleSheet(filtered));
    }

    [Theory]
    [InlineData("a{background:ur/**/l(x)}")]
    [InlineData("a{background:ur@import 'x';l(x)}")]
    [InlineData("a{background:uurl(x)rl(x)}")]
    public void What_is_taken_out_leaves_a_gap_so_that_the_rest_does_not_become_an_address(string css) => Assert.DoesNotContain("url(x", CssFilter.StyleSheet(css).Replace("uurl", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("p::after{content:'Dear Beatrix'}")]
    [InlineData("p{--name:'Beatrix'}p::after{content:var(--name)}")]
    [InlineData(@"p::after{c\6fntent:'Beatrix'}")]
    [InlineData("p::after{content:attr(data-name) 'Beatrix'}")]
    [InlineData("/* for Beatrix */p{color:red}")]
    public void No_text_that_a_page_shows_is_left(string css) => Assert.DoesNotContain("Beatrix", CssFilter.StyleSheet(css));

    [Theory]
    [InlineData("a:hover > b.c\\:d[type=\"text\"]{color:rgb(1, 2, 3);width:calc(100% - 2px)}")]
    [InlineData("@media (max-width:600px){body{grid-template-areas:\"head head\" \"main side\"}}")]
    [InlineData("body{font-family:\"Segoe UI\",sans-serif;--gap:4px}@supports (display:grid){a{top:0}}")]
    [InlineData("li::before{content:\"\uE012\"}")]
    public void What_only_lays_out_stays(string css) => Assert.Equal(css, CssFilter.StyleSheet(css));

    [Fact]
    public void A_style_attribute_cannot_become_a_rule() => Assert.Equal("color:red", CssFilter.Declarations("color:red}body{display:none"));

    [Fact]
    public void Any_text_is_filtered_to_the_end()
    {
        var random = new Random(7);
        const string Letters = "url(\\)'\"/*@import;{}[] \nab1-_";
        for (var i = 0; i < 2_000; i++)
        {
            var css = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.DoesNotMatch("(?i)(?<![-_a-z0-9\\\\])url\\(", CssFilter.StyleSheet(css));
        }
    }
}
