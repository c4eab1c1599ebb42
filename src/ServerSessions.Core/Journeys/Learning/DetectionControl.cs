using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Learning;

/// <summary>
/// What people decide about rules while the application runs (modes, suppressions) and what was learned: stored in documents, and applied by every process within
/// seconds.
/// </summary>
internal sealed class DetectionControl(ISessionStorage storage, DetectionEngine detection, TimeProvider time, ILogger<DetectionControl> logger) : BackgroundService
{
    public const string ModeTable = "detector-modes";
    public const string SuppressionTable = "suppressions";
    public const string BaselineTable = "baselines";
    public const string BaselineId = "current";
    public const string BaselineVersion = "version";

    /// <summary>How long a process may go on with what was decided before.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private const string Induced = "induced";
    private const int MaxSuppressions = 10_000;
    private const int MaxModes = 1_000;

    private long _baselineVersion;
    private Baselines _baselines = Baselines.Empty;

    public async Task SetModeAsync(string rule, DetectionMode mode, CancellationToken cancellationToken)
    {
        await storage.PutAsync(0, ModeTable, rule, Now(), Encoding.UTF8.GetBytes(mode.ToString()), expectedVersion: null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    public async Task SuppressAsync(Suppression suppression, CancellationToken cancellationToken)
    {
        // The order is the end, so that what is over is found first.
        await storage.PutAsync(
            0, SuppressionTable, suppression.Key, suppression.Until.ToUnixTimeMilliseconds(),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{suppression.Rule}\n{(byte)suppression.Kind}\n{suppression.Subject}\n{(suppression.Induced ? Induced : "")}")), expectedVersion: null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    public async Task ReleaseAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (await storage.DeleteAsync(0, SuppressionTable, Suppression.KeyOf(finding), cancellationToken))
            await RefreshAsync(cancellationToken);
    }

    /// <summary>Suppressions that have not ended.</summary>
    public async Task<IReadOnlyList<Suppression>> SuppressionsAsync(CancellationToken cancellationToken) =>
        [.. (await storage.ListAsync(0, SuppressionTable, new DocumentRange(Now(), long.MaxValue, MaxSuppressions), cancellationToken)).Select(Read).OfType<Suppression>()];

    /// <summary>Reads the decisions and the learned baselines, and passes them to the rules.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var modes = new Dictionary<string, DetectionMode>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in await storage.ListAsync(0, ModeTable, DocumentRange.Oldest(MaxModes), cancellationToken))
            if (Enum.TryParse<DetectionMode>(Encoding.UTF8.GetString(document.Data.Span), out var mode) && Enum.IsDefined(mode))
                modes[document.Id] = mode;
        detection.Take(modes, await SuppressionsAsync(cancellationToken), await BaselinesAsync(cancellationToken));
    }

    /// <summary>Publishes what was learned; the version last, so that no process reads one without the other.</summary>
    public async Task PublishAsync(Baselines baselines, CancellationToken cancellationToken)
    {
        await storage.PutAsync(0, BaselineTable, BaselineId, baselines.Version, BaselineJson.Encode(baselines), expectedVersion: null, cancellationToken);
        await storage.PutAsync(0, BaselineTable, BaselineVersion, baselines.Version, default, expectedVersion: null, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failed = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await storage.StartAsync(stoppingToken);
                await RefreshAsync(stoppingToken);
                failed = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed)
                    Log.DecisionsNotRead(logger, exception);
                failed = true;
            }
            catch (Exception)
            {
                // The host stops, and its connections with it.
                return;
            }

            await Task.Delay(Every * (0.9 + (0.2 * Random.Shared.NextDouble())), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // They may be large: read only when their version is another.
    private async Task<Baselines> BaselinesAsync(CancellationToken cancellationToken)
    {
        if (await storage.GetAsync(0, BaselineTable, BaselineVersion, cancellationToken) is not { } version || version.Order == _baselineVersion)
            return _baselines;
        if (await storage.GetAsync(0, BaselineTable, BaselineId, cancellationToken) is { } document)
        {
            try
            {
                _baselines = BaselineJson.Decode(document.Data.Span);
            }
            catch (FormatException exception)
            {
                // Learned rules keep their baselines; the next hour learns anew.
                Log.BaselinesUnreadable(logger, exception);
            }
        }

        _baselineVersion = version.Order;
        return _baselines;
    }

    private static Suppression? Read(Document document) =>
        Encoding.UTF8.GetString(document.Data.Span).Split('\n') is [var rule, var kind, var subject, var induced]
        && byte.TryParse(kind, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((ActorKind)number)
            ? new Suppression(rule, (ActorKind)number, subject, DateTimeOffset.FromUnixTimeMilliseconds(document.Order), induced == Induced)
            : null;

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
