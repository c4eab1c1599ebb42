using System.Security.Claims;
using ServerSessions.Capture.Identity;

namespace ServerSessions.Tests.Capture;

/// <summary>Claims are found as the principal itself finds them, and cost a request nothing.</summary>
public sealed class ClaimSearchTests
{
    private static readonly ClaimsPrincipal Two = new(
    [
        new ClaimsIdentity([new("sid", "7"), new("Sub", "alice")], "one"),
        new ClaimsIdentity([new("sub", "bob"), new("iat", "1")], "two"),
    ]);

    [Theory]
    [InlineData("sid")]
    [InlineData("SUB")]
    [InlineData("iat")]
    [InlineData("jti")]
    public void The_first_claim_is_the_one_that_the_principal_finds(string type) => Assert.Same(Two.FindFirst(type), ClaimSearch.First(Two, type));

    [Fact]
    public void An_identity_or_a_principal_that_searches_in_its_own_way_does_so()
    {
        Assert.Equal("hidden", ClaimSearch.First(new ClaimsPrincipal(new OwnIdentity()), "sub")?.Value);
        Assert.Equal("hidden", ClaimSearch.First(new OwnPrincipal(), "sub")?.Value);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        ClaimSearch.First(Two, "jti");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            ClaimSearch.First(Two, "jti");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class OwnIdentity : ClaimsIdentity
    {
        public override Claim? FindFirst(string type) => new(type, "hidden");
    }

    private sealed class OwnPrincipal : ClaimsPrincipal
    {
        public override Claim? FindFirst(string type) => new(type, "hidden");
    }
}
