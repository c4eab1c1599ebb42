using System.Text.Json.Serialization;
using ServerSessions.Model.Erasing;

namespace ServerSessions.PersonalData;

/// <summary>An erasure as it is stored. While it runs it has the ids to erase; then only their marks, by which the person's own request can be found.</summary>
internal sealed record Erasure
{
    public required string Id { get; init; }

    public required bool IsPerson { get; init; }

    /// <summary>
    /// Whether it is of people who have withdrawn analytics: journeys that rested on their consent are erased. What security keeps stays: alerts with the sessions that
    /// they are about, and what rules remember.
    /// </summary>
    public bool OnlyJourneys { get; init; }

    /// <summary>What happened until then is erased (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was first asked for (UTC), by which it has its turn.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>The <see cref="At"/> that the notices of the current round carry; earlier than it where the person has asked again since.</summary>
    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Whether every request for it came from a named person for another: a person's own request, which has no name, cannot be cancelled.</summary>
    public bool IsOfStaff { get; init; }

    /// <summary>From where it was asked for; the highest where there were several requests. Null for one that an earlier version stored.</summary>
    public ErasureRequester? RequestedBy { get; init; }

    /// <summary>Whether it was cancelled before its first round.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The round of notices that runs; 0 before the first.</summary>
    public int Round { get; init; }

    /// <summary>Whether nothing is expected to follow.</summary>
    public bool IsLast { get; init; }

    /// <summary>The ids, as <c>PersonIds</c> writes them; none once it is done.</summary>
    public byte[] Ids { get; init; } = [];

    /// <summary>The user of a session, in whose index the session is; null for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Marks of the pseudonyms or the session that were asked for, as hexadecimal digits.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    public IReadOnlyDictionary<string, long> Erased { get; init; } = new Dictionary<string, long>();

    [JsonIgnore]
    public bool CanCancel => Round == 0 && IsOfStaff && !OnlyJourneys && !IsDone;

    [JsonIgnore]
    public ErasureState State => IsCancelled ? ErasureState.Cancelled : IsDone ? ErasureState.Done : Round == 0 ? ErasureState.Waiting : ErasureState.Running;

    /// <summary>Hash of the user or id of the session; null where there are several, and once it is done.</summary>
    [JsonIgnore]
    public string? SubjectHash
    {
        get
        {
            var ids = OnlyJourneys ? PersonIds.None : PersonIds.Read(Ids);
            return ids.Users.Count > 0 ? ids.Users.First().ToString() : ids.Sessions.Count > 0 ? ids.Sessions.First().ToString() : null;
        }
    }

    [JsonIgnore]
    public bool IsDone => DoneAt is not null;

    // An earlier version did not store when it was queued.
    [JsonIgnore]
    public DateTimeOffset FirstAt => QueuedAt == default ? At : QueuedAt;
}
