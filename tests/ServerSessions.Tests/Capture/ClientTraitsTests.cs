using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>What a client shows beside its name: equal for all requests of one client, different for another one.</summary>
public class ClientTraitsTests
{
    private static readonly (string, string)[] Browser =
    [
        ("Accept-Language", "de,en;q=0.5"), ("Accept-Encoding", "gzip, deflate, br, zstd"), ("Sec-Fetch-Mode", "navigate"), ("Sec-CH-UA-Platform", "\"Windows\""), ("Sec-CH-UA-Mobile", "?0"),
    ];

    [Theory]
    [InlineData("Accept-Language", "fr", true)]
    [InlineData("Accept-Language", null, true)]
    [InlineData("Accept-Language", "en,de;q=0.5", true)]
    [InlineData("Accept-Language", "de, en;q=0.8", false)]
    [InlineData("Sec-CH-UA-Platform", "\"macOS\"", true)]
    [InlineData("Sec-CH-UA-Mobile", "?1", true)]
    [InlineData("Sec-CH-UA-Platform", null, true)]
    [InlineData("Sec-CH-UA", "\"Chromium\";v=\"199\"", false)]
    [InlineData("Accept-Encoding", "gzip, deflate, br, zstd, dcb, dcz", false)]
    [InlineData("Accept", "text/html;q=0.9", false)]
    [InlineData("Cache-Control", "max-age=0", false)]
    public async Task Languages_and_hints_distinguish_two_clients(string name, string? value, bool isOther)
    {
        await using var app = await StartAsync();
        await SendAsync(app, Browser);
        await SendAsync(app, [.. Browser.Where(h => h.Item1 != name), .. value is null ? Array.Empty<(string, string)>() : [(name, value)]]);
        await app.SettledAsync(2);
        var (one, other) = (app.Events[0].Traits, app.Events[1].Traits);
        Assert.True(one.IsComparable(other));
        Assert.Equal((isOther, false), (one.IsOtherClient(other), one.IsOtherConnection(other)));
    }

    [Fact]
    public async Task Fewer_encodings_are_another_connection()
    {
        await using var app = await StartAsync();
        await SendAsync(app, Browser);
        await SendAsync(app, [.. Browser.Where(h => h.Item1 != "Accept-Encoding"), ("Accept-Encoding", "gzip")]);
        await app.SettledAsync(2);
        Assert.True(app.Events[0].Traits.IsOtherConnection(app.Events[1].Traits));
    }

    [Fact]
    public async Task A_script_that_requests_a_language_of_its_own_is_the_same_client()
    {
        await using var app = await StartAsync();
        await SendAsync(app, Browser);
        await SendAsync(app, [.. Browser.Where(h => h.Item1 is not ("Accept-Language" or "Sec-Fetch-Mode")), ("Sec-Fetch-Mode", "cors"), ("Accept-Language", "en")]);
        await app.SettledAsync(2);
        Assert.False(app.Events[0].Traits.IsOtherClient(app.Events[1].Traits));
        Assert.True(app.Events[0].Traits.IsComparable(app.Events[1].Traits));
    }

    [Theory]
    [InlineData("Range", "bytes=0-")]
    [InlineData("Sec-Fetch-Dest", "image")]
    public async Task Media_and_parts_of_a_page_show_nothing(string name, string value)
    {
        await using var app = await StartAsync();
        await SendAsync(app, [.. Browser.Where(h => h.Item1 != "Sec-Fetch-Mode"), ("Sec-Fetch-Mode", "no-cors"), (name, value)]);
        await app.SettledAsync(1);
        Assert.True(app.Events[0].Traits.IsNone);
    }

    [Fact]
    public async Task Headers_of_any_length_are_read()
    {
        await using var app = await StartAsync();
        var longest = new string('\u00e9', 4_000);
        await SendAsync(app, [("Accept-Language", longest), ("Sec-CH-UA-Platform", longest), ("Sec-CH-UA-Mobile", longest), ("Accept-Encoding", longest)]);
        await SendAsync(app, [("Accept-Language", ""), ("Sec-CH-UA-Platform", "")]);
        await app.SettledAsync(2);
        Assert.True(app.Events[0].Traits.IsOtherClient(app.Events[1].Traits));
    }

    [Fact]
    public async Task A_refused_proof_of_the_device_is_reported()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        await visitor.GetAsync("/refused");
        await visitor.GetAsync("/");
        await app.SettledAsync(2);
        Assert.Equal([true, false], app.Events.Select(e => e.Is(EventFlags.DeviceProofRefused)));
    }

    // Fixed keys: of few bits, two hashes under random ones are equal now and then.
    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            app.MapGet("/", () => "");
            app.MapGet("/refused", (HttpContext context) => context.GetTrackedSession()!.DeviceProofRefused());
        },
        options: o => o.Keys.Add(TestKeys.Old));

    private static async Task SendAsync(TrackedApp app, params (string Name, string Value)[] headers)
    {
        using var visitor = app.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        await visitor.SendAsync(request);
    }
}
