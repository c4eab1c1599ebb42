using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.PersonalData;

/// <summary>The saved cohorts of users that the person is in. The others of a cohort stay.</summary>
internal sealed class CohortRecords(CohortUsers cohorts) : IPersonalRecords
{
    public string Name => "cohorts";

    public IReadOnlyList<string> Tables => [CohortUsers.Table];

    public async IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var user in person.Ids.Users)
            foreach (var name in await cohorts.NamesAsync(user, cancellationToken))
                yield return json => json.WriteStringValue(name);
    }

    public async ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken)
    {
        var erased = 0L;
        foreach (var user in person.Ids.Users)
            if (cohorts.PartitionOf(user) == partition)
                erased += await cohorts.ForgetAsync(user, cancellationToken);
        return erased;
    }
}
