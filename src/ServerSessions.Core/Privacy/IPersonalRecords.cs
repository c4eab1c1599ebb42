using System.Text.Json;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Privacy;

/// <summary>
/// A kind of records about people. Export and erasure are made of all that are registered, so a part that keeps something about a person registers one of these and
/// nothing else.
/// </summary>
internal interface IPersonalRecords
{
    /// <summary>Name in the export and in the report of an erasure, "alerts".</summary>
    string Name { get; }

    /// <summary>The document tables that it answers for.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Returns the person's records of all partitions, each as a value that is to be written. Nothing in them is about another person.</summary>
    IAsyncEnumerable<Action<Utf8JsonWriter>> ExportAsync(Person person, CancellationToken cancellationToken);

    /// <summary>
    /// Erases the person from one partition, for its owner. It is repeated after a failure and in every round, so it must do no harm twice. The partition's
    /// outbox is empty.
    /// </summary>
    /// <returns>Number of records that were removed or changed.</returns>
    ValueTask<long> EraseAsync(int partition, Person person, CancellationToken cancellationToken);
}
