using Microsoft.Extensions.Options;
using ServerSessions.Insights.Experiments;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports;

/// <summary>
/// Reads what an experiment has shown from the closed journeys, newest first: what is told is told by unit, and rolled up by unit it
/// would take more than the journeys do.
/// </summary>
internal sealed class ExperimentReports(ISessionStorage storage, IOptions<SessionTrackingOptions> options)
{
    public const int MostJourneys = 1_000_000;

    private const int Chunk = 500;

    /// <summary>Null when no experiment of this name is declared.</summary>
    /// <param name="name">As it was declared.</param>
    /// <param name="from">Earliest start of a session; null for the oldest that is kept.</param>
    /// <param name="to">Latest start, exclusive; null for now.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public async ValueTask<ExperimentReadout?> FindAsync(string name, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        if (from > to)
            throw new ArgumentException($"The stretch ends ({to:O}) before it begins ({from:O}).");
        if (options.Value.Experiments.FirstOrDefault(e => e.Name == name) is not { } experiment)
            return null;
        var fold = new ExperimentFold(experiment, options.Value.Goals);
        var codec = new JourneyCodec(new StringPool());
        SessionId? before = null;
        var isComplete = false;
        for (var read = 0; read < MostJourneys && !isComplete; read += Chunk)
        {
            var page = await storage.ListAsync(
                new JourneyQuery(from?.ToUnixTimeMilliseconds() ?? 0, to?.ToUnixTimeMilliseconds() ?? long.MaxValue, default, before, Chunk), cancellation);
            foreach (var stored in page)
                fold.Add(codec.Decode(stored.Data));
            isComplete = page.Count < Chunk;
            before = page.Count == 0 ? before : page[^1].Id;
        }

        var readout = new ExperimentEvaluation(fold).Readout();
        return readout with { From = from, To = to, IsComplete = readout.IsComplete && isComplete };
    }
}
