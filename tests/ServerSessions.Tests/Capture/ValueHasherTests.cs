using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Identity;
using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Requests that differ in the order, the number, the names or the end of their values have different hashes.</summary>
public sealed class ValueHasherTests
{
    private static readonly ValueHasher Hasher = new(new Pseudonymizer(new KeyRing([TestKeys.Old])));

    [Fact]
    public void No_two_different_route_values_or_queries_have_one_hash()
    {
        string[] values = ["", "1", "2", "12", "a", "-1"];
        var hashes = new Dictionary<ulong, string>();
        foreach (var one in values)
            foreach (var other in values)
                foreach (var query in (string[])["", "?1", "?2", "?a=1&a=1", "?a=1", "?b=1&a=1", "?a=1&b=1", "?" + new string('x', 4_000) + "1", "?" + new string('x', 4_000) + "2"])
                {
                    var context = Request(query, ("a", one), ("b", other));
                    Assert.True(hashes.TryAdd(Hasher.Parameters(context, hasRouteParameters: true), $"{one}/{other}{query}"), $"{one}/{other}{query}");
                }
    }

    [Fact]
    public void Equal_values_do_not_cancel_out()
    {
        Assert.NotEqual(Parameters(("a", "7"), ("b", "7")), Parameters(("a", "8"), ("b", "8")));
        Assert.NotEqual(0UL, Parameters(("a", "7"), ("a2", "7")));
        Assert.NotEqual(Parameters(("a", "1"), ("b", "2")), Parameters(("a", "2"), ("b", "1")));
    }

    [Fact]
    public void Equal_requests_have_equal_hashes() => Assert.Equal(Parameters(("a", "1"), ("b", "2")), Parameters(("a", "1"), ("b", "2")));

    [Theory]
    [InlineData("?id=7&id=7", "?id=8&id=8")]
    [InlineData("?a=x&b=y", "?a=y&b=x")]
    [InlineData("?a=x&b=x", "?a=y&b=y")]
    [InlineData("?a=5", "?b=5")]
    [InlineData("?a=1&b=2", "?a=2&b=1")]
    [InlineData("?a=1&b=1", "?a=2&b=2")]
    [InlineData("?a=1", "?a=1&b=2")]
    public void Two_objects_of_a_query_have_different_hashes(string one, string other) => Assert.NotEqual(ObjectOf("/find", one).Value, ObjectOf("/find", other).Value);

    [Fact]
    public void Two_objects_of_a_route_have_different_hashes_in_every_order_and_are_counted_by_the_last_number()
    {
        var all = Enumerable.Range(1, 12).SelectMany(a => Enumerable.Range(1, 12).Select(b => ObjectOf("/{a}/{b}", "", ("a", $"{a}"), ("b", $"{b}")))).ToList();
        Assert.Equal(144, all.Select(o => o.Value).Distinct().Count());
        Assert.All(all, o => Assert.True(o.IsOrdinal));
        Assert.All(all.Zip(all.Skip(1)).Where((_, i) => i % 12 != 11), pair => Assert.Equal(1UL, unchecked(pair.Second.Value - pair.First.Value)));
    }

    [Fact]
    public void Several_numbers_of_a_query_are_no_number_because_paging_is_no_counting() => Assert.False(ObjectOf("/find", "?id=7&page=2").IsOrdinal);

    private static ulong Parameters(params (string Name, string Value)[] values) => Hasher.Parameters(Request("", values), hasRouteParameters: true);

    private static (ulong Value, bool IsOrdinal) ObjectOf(string route, string query, params (string Name, string Value)[] values) =>
        Hasher.Object(Request(query, values), EndpointOf(route), new Pseudonym(1, 2));

    private static EndpointInfo EndpointOf(string route) => TestEndpoints.Of(route);

    private static DefaultHttpContext Request(string query, params (string Name, string Value)[] values)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } };
        foreach (var (name, value) in values)
            context.Request.RouteValues[name] = value;
        return context;
    }
}
