using ServerSessions.Model;

namespace ServerSessions.Tests.Model;

public sealed class ReferrerClassesTests
{
    [Theory]
    [InlineData("https://www.google.de", ReferrerClass.Search)]
    [InlineData("https://search.yahoo.co.jp", ReferrerClass.Search)]
    [InlineData("https://duckduckgo.com:443", ReferrerClass.Search)]
    [InlineData("https://l.facebook.com", ReferrerClass.Social)]
    [InlineData("https://T.CO", ReferrerClass.Social)]
    [InlineData("https://mail.google.com", ReferrerClass.Mail)]
    [InlineData("https://email.t-online.de", ReferrerClass.Mail)]
    [InlineData("https://notgoogle.example", ReferrerClass.Site)]
    [InlineData("https://blog.example.org", ReferrerClass.Site)]
    [InlineData("http://[::1]", ReferrerClass.Site)]
    public void A_referrer_has_the_class_of_its_host(string origin, ReferrerClass expected) => Assert.Equal(expected, ReferrerClasses.Of(origin, isOwn: false, "email"));

    [Fact]
    public void Without_a_foreign_page_it_is_our_own_or_mail_by_its_medium_or_direct()
    {
        Assert.Equal(ReferrerClass.Own, ReferrerClasses.Of(null, isOwn: true, "email"));
        Assert.Equal(ReferrerClass.Mail, ReferrerClasses.Of(null, isOwn: false, "email"));
        Assert.Equal(ReferrerClass.Direct, ReferrerClasses.Of(null, isOwn: false, "cpc"));
        Assert.Equal(ReferrerClass.Direct, ReferrerClasses.Of(null, isOwn: false, null));
    }
}
