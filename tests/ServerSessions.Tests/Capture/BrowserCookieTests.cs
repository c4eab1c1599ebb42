using ServerSessions.Capture.Cookies;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A browser's memory of its accounts survives a rotation of keys.</summary>
public sealed class BrowserCookieTests
{
    private static readonly KeyRing Before = new([TestKeys.Old]);
    private static readonly TestClock Clock = new();
    private static readonly KeyRing After = new([TestKeys.New, TestKeys.Old]);

    [Fact]
    public void An_account_that_was_noted_under_an_older_key_is_known_and_takes_one_place()
    {
        var (old, renewed) = (new Pseudonymizer(Before), new Pseudonymizer(After));
        var cookie = new CookieFormat(Before, old, Clock).Create();
        foreach (var account in (string[])["a", "b", "c", "d"])
            cookie = cookie.With(old.AccountName(account));

        Assert.All(["a", "b", "c", "d"], account => Assert.True(cookie.Knows(renewed.AccountName(account))));
        Assert.False(cookie.Knows(renewed.AccountName("e")));

        var noted = cookie.With(renewed.AccountName("b"));
        Assert.All(["a", "b", "c", "d"], account => Assert.True(noted.Knows(renewed.AccountName(account))));
        Assert.Same(noted, noted.With(renewed.AccountName("b")));
    }

    [Fact]
    public void The_oldest_account_goes_when_there_are_too_many()
    {
        var names = new Pseudonymizer(Before);
        var cookie = new CookieFormat(Before, names, Clock).Create();
        foreach (var account in (string[])["a", "b", "c", "d", "e"])
            cookie = cookie.With(names.AccountName(account));
        Assert.Equal([false, true, true, true, true], ((string[])["a", "b", "c", "d", "e"]).Select(a => cookie.Knows(names.AccountName(a))));
    }

    [Fact]
    public void A_cookie_keeps_its_key_and_its_pseudonym()
    {
        var cookie = new CookieFormat(Before, new Pseudonymizer(Before), Clock).Create();
        var format = new CookieFormat(After, new Pseudonymizer(After), Clock);
        var read = format.Read(new CookieFormat(Before, new Pseudonymizer(Before), Clock).Write(cookie))!;
        Assert.Equal(cookie.Key, read.Key);
        Assert.Equal(cookie.Key, format.Read(format.Write(read.With(new KeyedName(new Pseudonym(1, 2)))))!.Key);
    }
}
