namespace ServerSessions.Privacy;

/// <summary>The storage is used with an identity key that none of this node's keys is or can decrypt. Nothing is written then: the other nodes, or later keys, still need it.</summary>
internal sealed class UnrelatedKeysException(string inUse, KeyRing keys) : InvalidOperationException(
    $"Session tracking: this storage names users, accounts and networks under the key \"{inUse}\", which none of Keys ({string.Join(", ", keys.All.Select(k => $"\"{k.Id}\""))}) is or can decrypt, so this node "
        + $"would split decisions, rule counters and history from the other nodes'. Nothing was changed. List the key \"{inUse}\" with its secret beside the others, at least until every node has run with both; "
        + "or use another storage or prefix; or, to give all identities new names on every node, set RenamesIdentities = true on a new first key.");
