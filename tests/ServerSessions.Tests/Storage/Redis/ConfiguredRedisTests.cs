using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;

namespace ServerSessions.Tests.Storage.Redis;

public class ConfiguredRedisTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_string_and_a_section_configure_the_storage_before_or_after_session_tracking(bool first)
    {
        var builder = Builder(("ConnectionStrings:sessions", "127.0.0.1:1,abortConnect=false"), ("ServerSessions:Redis:Prefix", "shop"), ("ServerSessions:Redis:JourneyRetention", "40.00:00:00"), ("ServerSessions:Partitions", "3"));
        if (first)
            builder.AddRedisSessionTracking("sessions", o => o.MaxBacklog = 500);
        builder.Services.AddSessionTracking();
        if (!first)
            builder.AddRedisSessionTracking("sessions", o => o.MaxBacklog = 500);
        await using var app = builder.Build();
        var storage = Assert.IsType<RedisStorage>(app.Services.GetRequiredService<ISessionStorage>());
        var options = app.Services.GetRequiredService<RedisStorageOptions>();
        Assert.Equal((3, "shop", TimeSpan.FromDays(40), 500L), (storage.Partitions, options.Prefix, options.JourneyRetention, options.MaxBacklog));
    }

    [Fact]
    public async Task A_plain_host_is_configured_the_same_way()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:sessions", "127.0.0.1:1,abortConnect=false")]);
        builder.Services.AddSessionProcessing(o => o.Partitions = 5);
        builder.AddRedisSessionTracking("sessions");
        var host = builder.Build();
        await using var disposal = (IAsyncDisposable)host;
        Assert.Equal(5, Assert.IsType<RedisStorage>(host.Services.GetRequiredService<ISessionStorage>()).Partitions);
    }

    [Fact]
    public void A_connection_string_that_is_missing_is_named()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Builder().AddRedisSessionTracking("sessions"));
        Assert.Contains("ConnectionStrings:sessions is missing; expected an address", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:6379,nonsense=7", "cannot be read")]
    [InlineData("redis://localhost:port", "cannot be read")]
    [InlineData("password=x", "names no server")]
    public void A_connection_string_that_cannot_be_used_is_named_with_its_path_and_not_repeated(string address, string fault)
    {
        var message = Assert.Throws<ArgumentException>(() => Builder(("ConnectionStrings:sessions", address)).AddRedisSessionTracking("sessions")).Message;
        Assert.StartsWith($"The connection string ConnectionStrings:sessions {fault}", message, StringComparison.Ordinal);
        Assert.Contains("xpected one like \"localhost:6379", message, StringComparison.Ordinal);
        Assert.DoesNotContain(address, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_cannot_be_read_is_named_with_its_path()
    {
        var builder = Builder(("ConnectionStrings:sessions", "127.0.0.1:1"), ("ServerSessions:Redis:Timeout", "soon"));
        var fault = Assert.ThrowsAny<Exception>(() => builder.AddRedisSessionTracking("sessions"));
        Assert.Contains("ServerSessions:Redis:Timeout is \"soon\"; expected a time span", fault.Message, StringComparison.Ordinal);
    }

    private static WebApplicationBuilder Builder(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)));
        return builder;
    }
}
