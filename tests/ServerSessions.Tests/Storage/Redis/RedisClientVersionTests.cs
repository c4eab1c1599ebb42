using System.Reflection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>
/// An application that brings a newer client binds it to our compiled assembly: a member whose signature changed would be missing
/// at run time only. So every member that we name is looked for in the newer versions.
/// </summary>
public class RedisClientVersionTests
{
    private static readonly string[] Paths =
        [.. typeof(RedisClientVersionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(a => a.Key == "RedisClient").Select(a => a.Value!)];

    public static TheoryData<string> Clients => [.. Paths];

    [Theory]
    [MemberData(nameof(Clients))]
    public void Every_member_of_the_client_that_we_use_is_there(string client)
    {
        using var ours = new AssemblyMembers(typeof(SessionTrackingOptions).Assembly.Location);
        using var theirs = new AssemblyMembers(client);
        var used = ours.ReferredTo("StackExchange.Redis");
        var defined = theirs.Defined();

        Assert.InRange(used.Count, 15, 100);
        Assert.Empty(used.Except(defined));
    }

    [Fact]
    public void The_client_itself_is_the_one_that_we_compile_against()
    {
        using var ours = new AssemblyMembers(typeof(SessionTrackingOptions).Assembly.Location);
        using var theirs = new AssemblyMembers(typeof(StackExchange.Redis.RedisKey).Assembly.Location);

        Assert.Empty(ours.ReferredTo("StackExchange.Redis").Except(theirs.Defined()));
    }

    [Fact]
    public void A_member_whose_signature_changed_is_seen()
    {
        using var floor = new AssemblyMembers(typeof(StackExchange.Redis.RedisKey).Assembly.Location);
        using var newer = new AssemblyMembers(Paths[0]);

        Assert.Contains(floor.Defined().Except(newer.Defined()), m => m.StartsWith("StackExchange.Redis.IRedisAsync::get_Multiplexer", StringComparison.Ordinal));
    }
}
