using ServerSessions.Cli.Replay;

namespace ServerSessions.Tests.Cli.Replay;

public class RouteTableTests
{
    [Theory]
    [InlineData("/", "GET /")]
    [InlineData("/orders", "GET /orders")]
    [InlineData("/Orders/", "GET /orders")]
    [InlineData("/orders/7", "GET /orders/{id:int}")]
    [InlineData("/orders/new", "GET /orders/new")]
    [InlineData("/orders/new/lines", "GET /orders/{id}/lines")]
    [InlineData("/orders/7/else", null)]
    [InlineData("/orders//lines", null)]
    [InlineData("/files", "GET /files/{**rest}")]
    [InlineData("/files/a/b/c", "GET /files/{**rest}")]
    [InlineData("/files/top/b", "GET /files/top/{name?}")]
    [InlineData("/files/top", "GET /files/top/{name?}")]
    [InlineData("/files/top/b/c", "GET /files/{**rest}")]
    [InlineData("/caf%C3%A9", "GET /café")]
    [InlineData("/orders%2Fnew", null)]
    [InlineData("/a/b/c/d/e/f/g", null)]
    [InlineData("", null)]
    public void A_literal_beats_a_parameter_and_a_parameter_a_catch_all(string path, string? route)
    {
        var table = new RouteTable();
        foreach (var template in (string[])
            ["/", "/orders", "/orders/{id:int}", "/orders/new", "/orders/{id}/lines", "/files/{**rest}", "/files/top/{name?}", "/café"])
            table.Add("GET", template);
        var found = table.Match("GET", path);
        Assert.Equal(route, found == RouteTable.Unmatched ? null : table.Name(found));
    }

    [Fact]
    public void Another_method_is_another_route()
    {
        var table = new RouteTable();
        table.Add("POST", "/orders");
        Assert.Equal(RouteTable.Unmatched, table.Match("GET", "/orders"));
    }

    [Theory]
    [InlineData("orders", "does not begin with '/'")]
    [InlineData("/{**rest}/more", "can only be the last segment")]
    [InlineData("/{id?}/more", "can only be the last segment")]
    [InlineData("/a-{id}", "neither a literal")]
    [InlineData("/{id=5}", "neither a literal")]
    [InlineData("/orders/{number}", "matches the same paths as 'GET /orders/{id}'")]
    public void A_template_that_cannot_be_used_says_why(string template, string reason)
    {
        var table = new RouteTable();
        table.Add("GET", "/orders/{id}");
        Assert.Contains(reason, Assert.Throws<FormatException>(() => table.Add("GET", template)).Message, StringComparison.Ordinal);
    }
}
