using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Reports;

namespace ServerSessions.PersonalData;

/// <summary>The person's sessions with their steps, open and closed. They are erased by the owner of their partition, in the fold and in <see cref="ErasedJourneys"/>.</summary>
internal sealed class SessionRecords(PersonSessions sessions) : IPersonalRecords
{
    public string Name => "sessions";

    public IReadOnlyList<string> Tables => [];

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var journey in sessions.ListAsync(person.Ids, cancellationToken))
        {
            // The browser's session before may be another person's.
            var own = journey with
            {
                Previous = journey.Previous is { } previous && person.Traces.Has(previous) ? previous : null,
                Findings = [.. journey.Findings.Select(f => OwnFindings.Of(f, person.Traces))],
            };
            yield return json => JsonSerializer.Serialize(json, Projection.Report(own, []), ReportsJsonContext.Default.SessionReport);
        }
    }

    public ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken) => default;
}
