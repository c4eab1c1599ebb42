using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Tests.Simulation;

public sealed class CookieJarTests
{
    private readonly CookieJar _jar = new();

    [Fact]
    public void An_empty_jar_sends_no_header() => Assert.Null(_jar.Header);

    [Fact]
    public void The_last_value_of_a_cookie_counts()
    {
        _jar.Take(["a=1; path=/; httponly", "b=2", "a=3=; samesite=lax"]);

        Assert.Equal("a=3=; b=2", _jar.Header);
    }

    [Fact]
    public void A_deleted_cookie_is_gone()
    {
        _jar.Take(["a=1", "b=2"]);
        _jar.Take(["a=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/", "b=; max-age=0"]);

        Assert.Null(_jar.Header);
    }

    [Fact]
    public void Nonsense_is_no_cookie()
    {
        _jar.Take(["", ";", "=x", "novalue; path=/"]);

        Assert.Null(_jar.Header);
    }
}
