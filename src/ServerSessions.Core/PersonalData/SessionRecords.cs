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
            // Of a finding about another subject, such as a network, other people's part is left out.
            var own = journey with { Findings = [.. journey.Findings.Select(f => Own(f, person.Traces))] };
            yield return json => JsonSerializer.Serialize(json, Projection.Report(own, []), ReportsJsonContext.Default.SessionReport);
        }
    }

    public ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken) => default;

    private static Finding Own(Finding finding, PersonTraces traces) => ErasedAlerts.IsAbout(finding, traces)
        ? finding
        : finding with { Evidence = [.. finding.Evidence.Where(e => traces.AreIn(e.Session))] };
}
