using ServerSessions.Cli.Logs;
using ServerSessions.Tests.Cli.Replay;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>Of two addresses in a line, all lines of the file decide which one is the client's.</summary>
public sealed class AddressPairTests : IDisposable
{
    private const string Tail = "[02/Mar/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 512 \"-\" \"Firefox 145\"";

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    // %{X-Forwarded-For}i %h %l %u, as Apache writes it behind a proxy.
    [Theory]
    [InlineData("198.51.100.7 10.0.0.1 - - ", null)]
    [InlineData("198.51.100.7, 10.0.0.2 10.0.0.1 - - ", null)]
    [InlineData("198.51.100.7 10.0.0.1 - bob ", "bob")]
    [InlineData("10.0.0.1 198.51.100.7 - bob ", "bob")]
    [InlineData("10.0.0.1 198.51.100.7, 10.0.0.9 - bob ", "bob")]
    [InlineData("- 198.51.100.7 - bob ", "bob")]
    [InlineData("198.51.100.7 - - - ", null)]
    [InlineData("10.0.0.1 198.51.100.7 bob ", "bob")]
    public void A_second_address_in_front_is_neither_the_identity_nor_part_of_the_user(string before, string? user)
    {
        var request = ReadLog.Of(before + Tail).Only;
        Assert.Equal(("198.51.100.7", user), (request.Address, request.User));
    }

    [Fact]
    public async Task Forwarded_addresses_in_front_make_no_user_whose_failures_are_a_finding()
    {
        var lines = Enumerable.Range(0, 12).Select(n => $"198.51.{n}.7 10.0.0.1 - - [17/May/2026:10:{n:00}:00 +0000] \"POST /sign-in HTTP/1.1\" 401 512 \"-\" \"Firefox\"");
        Assert.Empty(await _cli.AlertsAsync(lines, "--login", "/sign-in"));
    }

    [Theory]
    // A virtual host that is an address: other lines have names there.
    [InlineData("198.51.100.7|198.51.100.8|198.51.100.7", "www.shop.example 198.51.100.7", "203.0.113.80 198.51.100.8", "www.shop.example 198.51.100.7")]
    // All have the same port, which no client has.
    [InlineData("198.51.100.7|198.51.100.7", "203.0.113.80:443 198.51.100.7", "203.0.113.81:443 198.51.100.7")]
    // One address in front, many behind it.
    [InlineData("198.51.100.7|198.51.100.8|198.51.100.9", "203.0.113.80 198.51.100.7", "203.0.113.80 198.51.100.8", "203.0.113.80 198.51.100.9")]
    [InlineData("10.1.0.7|10.1.0.8|10.1.0.9", "10.0.0.5 10.1.0.7", "10.0.0.5 10.1.0.8", "10.0.0.5 10.1.0.9")]
    // The list of forwarded addresses first: the connection is that of the client unless it is a proxy of the site's own.
    [InlineData("198.51.100.7|198.51.100.8|203.0.113.9", "- 198.51.100.7", "1.2.3.4 198.51.100.8", "203.0.113.9 10.0.0.1")]
    // The connection first: other lines have a dash in the second place, and its sender can write the list.
    [InlineData("198.51.100.7|198.51.100.8|198.51.100.8|198.51.100.8", "198.51.100.7", "198.51.100.8 1.2.3.4", "198.51.100.8 1.2.3.5", "198.51.100.8 1.2.3.6")]
    // Nothing decides: a public connection stays.
    [InlineData("203.0.113.9|203.0.113.10", "203.0.113.9 198.51.100.7", "203.0.113.10 198.51.100.7")]
    public void All_lines_decide_which_of_two_addresses_in_front_is_the_clients(string clients, params string[] before) =>
        Assert.Equal(clients.Split('|'), ReadLog.Of([.. before.Select(b => $"{b} - - {Tail}")]).Requests.Select(r => r.Address));

    [Theory]
    // The last field of nginx's format is the forwarded list where lines have a dash or a list, or more different addresses than the proxies.
    [InlineData("198.51.100.7|10.0.0.1", "10.0.0.1|198.51.100.7", "10.0.0.1|-")]
    [InlineData("10.9.0.7|10.9.0.8", "10.0.0.1|10.9.0.7", "10.0.0.1|10.9.0.8")]
    [InlineData("198.51.100.7", "10.0.0.1|198.51.100.7")]
    // A private client stays before an upstream server, another private address and a host.
    [InlineData("10.1.0.7|10.1.0.8", "10.1.0.7|10.0.0.1:80", "10.1.0.8|10.0.0.2:80")]
    [InlineData("10.1.0.7", "10.1.0.7|10.0.0.1:8080")]
    [InlineData("10.1.0.7", "10.1.0.7|192.168.0.5")]
    [InlineData("10.1.0.7|10.1.0.8", "10.1.0.7|203.0.113.80", "10.1.0.8|203.0.113.80")]
    [InlineData("10.1.0.7", "10.1.0.7|shop.example")]
    public void All_lines_decide_whether_an_address_behind_the_request_is_the_clients(string clients, params string[] lines) => Assert.Equal(
        clients.Split('|'), ReadLog.Of([.. lines.Select(l => l.Split('|')).Select(l => $"{l[0]} - - {Tail} \"{l[1]}\"")]).Requests.Select(r => r.Address));

    [Fact]
    public void A_named_format_decides_alone_that_the_first_address_is_no_host()
    {
        string[] lines = [$"203.0.113.80 198.51.100.7 - - {Tail}", $"203.0.113.80 198.51.100.8 - - {Tail}"];
        Assert.All(ReadLog.Of(LogFormat.Combined, lines).Requests, r => Assert.Equal("203.0.113.80", r.Address));
        Assert.Equal(["198.51.100.7", "198.51.100.8"], ReadLog.Of(LogFormat.Vhost, lines).Requests.Select(r => r.Address));
    }

    [Fact]
    public void Each_file_decides_for_itself()
    {
        byte[] File(params string[] before) => System.Text.Encoding.UTF8.GetBytes(string.Join('\n', before.Select(b => $"{b} - - {Tail}")));
        var log = ReadLog.OfFiles(File("203.0.113.80 198.51.100.7", "203.0.113.80 198.51.100.8"), File("198.51.100.9 203.0.113.80", "198.51.100.10 203.0.113.80"));
        Assert.Equal(["198.51.100.10", "198.51.100.7", "198.51.100.8", "198.51.100.9"], log.Requests.Select(r => r.Address).Order(StringComparer.Ordinal));
        Assert.Equal(4, log.Requests.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task What_the_values_decided_is_said_with_what_to_write_if_it_is_wrong()
    {
        var result = await _cli.FiguresAsync($"203.0.113.80 198.51.100.7 - - {Tail}", $"203.0.113.80 198.51.100.8 - - {Tail}");
        Assert.Equal((0, 2), (result.ExitCode, result.Number("sessions")));
        Assert.Contains("access.log: 2 lines have two addresses in front; the second one is taken as the client's", result.Error, StringComparison.Ordinal);
        Assert.Contains("--format combined", result.Error, StringComparison.Ordinal);
    }
}
