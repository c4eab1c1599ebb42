using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>An application that lets its output cache store everything still gives no visitor the answer of another.</summary>
public sealed class PersonalCachesTests
{
    [Fact]
    public async Task No_page_of_a_person_is_given_to_another_out_of_the_output_cache()
    {
        await using var app = await StartAsync();
        var (anna, ben) = (app.Visitor("application/json"), app.Visitor("application/json"));
        await SignInAsync(anna, "anna");
        await SignInAsync(ben, "ben");
        await anna.PostAsync("/me/goals", JsonContent.Create(new { kind = "days", target = 3 }));
        foreach (var path in (string[])["/me/activity", "/me/goals", "/me/sessions", "/me/export", "/me/consent", "/me/nudges", "/admin/sessions/sessions"])
        {
            var first = await anna.GetAsync(path);
            Assert.True(first.IsSuccessStatusCode, $"{path}: {first.StatusCode}");
            var second = await ben.GetAsync(path);
            Assert.False(second.Headers.Contains("Age"), path + " came out of the cache");
        }

        Assert.Contains("days", await anna.GetStringAsync("/me/goals"));
        Assert.Equal("[]", await ben.GetStringAsync("/me/goals"));
    }

    [Fact]
    public async Task The_decision_of_a_visitor_is_not_given_to_another_out_of_the_output_cache()
    {
        await using var app = await StartAsync();
        var (refusing, other) = (app.Visitor("application/json"), app.Visitor("application/json"));
        await refusing.GetAsync("/");
        await other.GetAsync("/");
        (await refusing.PutAsync("/consent", JsonContent.Create(new { purposes = Array.Empty<string>() }))).EnsureSuccessStatusCode();
        Assert.Contains("refused", await refusing.GetStringAsync("/consent"));

        Assert.Contains("undecided", await other.GetStringAsync("/consent"));
    }

    private static async Task SignInAsync(HttpClient visitor, string user)
    {
        (await visitor.GetAsync("/")).EnsureSuccessStatusCode();
        (await visitor.PostAsync($"/in/{user}", null)).EnsureSuccessStatusCode();
    }

    // The cache runs before the sign-in is known, with a policy that stores everything.
    private static Task<TrackedApp> StartAsync() => PersonApp.StartAsync(
        services: s => s.AddOutputCache(o => o.AddBasePolicy(new StoresEverything())),
        options: o => o.Consent.Analytics = ConsentMode.OptOut,
        map: app =>
        {
            app.UseOutputCache();
            app.MapConsent();
            app.MapSessionNudges();
            app.MapSessionTracking().RequireAuthorization();
        });

    private sealed class StoresEverything : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellationToken)
        {
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage) = (true, true, true);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
