using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>An application answers byte for byte the same with and without tracking, whatever goes wrong in it.</summary>
public sealed class UnchangedAnswersTests
{
    public static TheoryData<string, string> Situations()
    {
        var situations = new TheoryData<string, string>();
        foreach (var handling in new[] { "bare", "problem details", "exception page", "status pages", "status pages and problem details", "developer" })
            foreach (var request in new[] { "throw", "bad json", "validation", "missing", "wrong method", "problem", "status" })
                situations.Add(handling, request);
        return situations;
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task Tracking_does_not_change_an_answer(string handling, string request) =>
        Assert.Equal(await AnswerAsync(handling, request, isTracked: false), await AnswerAsync(handling, request, isTracked: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_handler_with_nothing_to_do_does_not_start(bool isTracked)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (isTracked)
            builder.Services.AddSessionTracking();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/", () => "home");
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains("ExceptionHandlingPath", exception.Message);
    }

    private static async Task<string> AnswerAsync(string handling, string request, bool isTracked)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = handling == "developer" ? "Development" : "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (isTracked)
            builder.Services.AddSessionTracking();
        TestValidation.Add(builder.Services);
        if (handling.EndsWith("problem details", StringComparison.Ordinal))
            builder.Services.AddProblemDetails();
        await using var app = builder.Build();
        if (handling == "problem details")
            app.UseExceptionHandler();
        else if (handling == "exception page")
            app.UseExceptionHandler("/sorry");
        else if (handling.StartsWith("status pages", StringComparison.Ordinal))
            app.UseStatusCodePages();
        if (isTracked)
            app.UseSessionTracking();
        app.MapGet("/throw", IResult () => throw new InvalidTimeZoneException("no"));
        app.MapPost("/orders", (TestOrder order) => order.Name);
        app.MapGet("/problem", () => Results.Problem("a problem", statusCode: 409));
        app.MapGet("/status", () => Results.StatusCode(403));
        app.Map("/sorry", () => "sorry");
        await app.StartAsync();
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        // The trace id is in problem details; one that is given is the same in both.
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        try
        {
            var response = request switch
            {
                "bad json" => await client.PostAsync("/orders", new StringContent("{", System.Text.Encoding.UTF8, "application/json")),
                "validation" => await client.PostAsJsonAsync("/orders", new { Email = "x" }),
                "wrong method" => await client.DeleteAsync("/throw"),
                _ => await client.GetAsync("/" + request),
            };
            // An answer with our cookie says that it is for one visitor; nothing else is added.
            var isOurs = response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Count() == 1;
            if (isOurs && response.Headers.CacheControl is { Private: true } control)
                control.Private = false;
            var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Set-Cookie" && h.Value.Any(v => v.Length > 0)).OrderBy(h => h.Key, StringComparer.Ordinal);
            return WithoutSpan($"{(int)response.StatusCode}\n{string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(',', h.Value)}"))}\n{await response.Content.ReadAsStringAsync()}");
        }
        catch (Exception exception) when (exception is InvalidTimeZoneException or BadHttpRequestException)
        {
            return exception.GetType().Name;
        }
    }

    // The span id is drawn for each request, and so are connection ids and stack traces of a developer page.
    private static string WithoutSpan(string answer)
    {
        var cut = answer.IndexOf("   at ", StringComparison.Ordinal);
        var text = cut < 0 ? answer : answer[..cut];
        text = System.Text.RegularExpressions.Regex.Replace(text, "00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", "(trace)");
        text = System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "(trace)");
        return cut < 0 ? text : System.Text.RegularExpressions.Regex.Replace(text, "Content-Length: [0-9]+", "");
    }
}
