using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Budget;
using ServerSessions.Detection;
using ServerSessions.Journeys.Learning;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting.Configuration;

public sealed class SettingsReloadTests : IAsyncLifetime
{
    private readonly CapturedLogs _logs = new();
    private readonly IConfigurationRoot _further = new ConfigurationBuilder().AddInMemoryCollection([]).Build();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection([new("ServerSessions:Detection:Modes:D13", "Observe"), new("ServerSessions:Webhooks:AlertsPerHour", "30")]);
        builder.Logging.ClearProviders().AddProvider(_logs);
        builder.Services.AddSessionTracking();
        builder.Services.AddSessionTracking(_further.GetSection("Shop"));
        _app = builder.Build();
        _app.UseSessionTracking();
        _app.Urls.Add("http://127.0.0.1:0");
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Modes_thresholds_and_budgets_change_while_the_application_runs()
    {
        Assert.Equal(DetectionMode.Observe, await ModeAsync("D13"));
        Reload(("Detection:Modes:D13", "Shadow"), ("Detection:Modes:D17", "Off"), ("Detection:Trap:Hits", "7"), ("Webhooks:AlertsPerHour", "5"));
        Assert.Equal((DetectionMode.Shadow, DetectionMode.Off), (await ModeAsync("D13"), await ModeAsync("D17")));
        Assert.Equal(7, _app.Services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Detection.Trap.Hits);
        Assert.Equal(5, (await _app.Services.GetRequiredService<AlertBudget>().ReportAsync(default)).PerHour);
        Assert.Contains(_logs.Lines, l => l.Text.Contains("reloaded: modes and thresholds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_section_of_a_further_call_is_reloaded_too()
    {
        _further["Shop:Detection:Modes:D13"] = "Off";
        _further["Shop:Webhooks:AlertsPerHour"] = "7";
        _further.Reload();
        Assert.Equal(DetectionMode.Off, await ModeAsync("D13"));
        Assert.Equal(7, (await _app.Services.GetRequiredService<AlertBudget>().ReportAsync(default)).PerHour);
    }

    [Fact]
    public async Task A_mode_that_an_administrator_set_goes_before_the_configuration()
    {
        await _app.Services.GetRequiredService<DetectionControl>().SetModeAsync("D13", DetectionMode.Alert, default);
        Reload(("Detection:Modes:D13", "Off"));
        Assert.Equal(DetectionMode.Alert, await ModeAsync("D13"));
    }

    [Theory]
    [InlineData("Detection:Trap:Hits", "99", "Trap.Hits is 99; expected 1 to 32")]
    [InlineData("Detection:Modes:D99", "Off", "no such rule")]
    [InlineData("Webhooks:AlertsPerHour", "many", "expected a whole number")]
    public async Task A_configuration_that_cannot_be_used_changes_nothing_and_is_logged(string path, string value, string sentence)
    {
        Reload(("Detection:Modes:D13", "Off"), (path, value));
        Assert.Equal(DetectionMode.Observe, await ModeAsync("D13"));
        Assert.Equal(new TrapOptions().Hits, _app.Services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Detection.Trap.Hits);
        Assert.Contains(_logs.Lines, l => l.Level == LogLevel.Error && l.Text.Contains(sentence, StringComparison.Ordinal));
    }

    private async Task<DetectionMode> ModeAsync(string rule) =>
        (await _app.Services.GetRequiredService<DetectorReports>().ListAsync(default)).Single(r => r.Id == rule).Mode;

    private void Reload(params (string Path, string Value)[] settings)
    {
        foreach (var (path, value) in settings)
            _app.Configuration[$"ServerSessions:{path}"] = value;
        ((IConfigurationRoot)_app.Configuration).Reload();
    }
}
