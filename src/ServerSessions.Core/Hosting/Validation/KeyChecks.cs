using ServerSessions.Privacy;

namespace ServerSessions.Hosting;

/// <summary>Checks the keys of pseudonyms.</summary>
internal static class KeyChecks
{
    private const int MaxKeys = 3;
    private const int MaxKeyId = 64;
    private const string Keys = nameof(SessionProcessingOptions.Keys);
    private const string Id = nameof(SessionKey.Id);

    public static void Check(Faults faults, SessionProcessingOptions options)
    {
        if (options.Keys.Count > MaxKeys)
            faults.Add($"{options.Keys.Count} keys are listed; at most {MaxKeys} are read, because each one costs a look-up. Remove the oldest: \"{options.Keys[^1].Id}\".");
        foreach (var key in options.Keys.Where(k => k.Id.Length is 0 or > MaxKeyId))
            faults.Add($"the id \"{key.Id}\" of a key has {key.Id.Length} characters; expected 1 to {MaxKeyId}.", Keys, key.Id, Id);
        foreach (var (newer, older) in options.Keys.Zip(options.Keys.Skip(1)))
            if (older.ActiveFrom is { } before && (newer.ActiveFrom is not { } from || from <= before))
                faults.Add($"the key \"{newer.Id}\" is active {(newer.ActiveFrom is { } given ? $"from {given:O}" : "at once")}, and the one listed after it, \"{older.Id}\", from {before:O}. List the newest key first: its ActiveFrom is later than that of the next one.", Keys, newer.Id, Id);
        foreach (var twice in options.Keys.Where(k => k.Secret.Length > 0).GroupBy(k => k.Secret, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"the keys {string.Join(" and ", twice.Select(k => $"\"{k.Id}\""))} have the same secret; a new key needs a new one. Make one with: openssl rand -base64 32", Keys, twice.Last().Id, Id);
        foreach (var twice in options.Keys.GroupBy(k => k.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two keys have the id \"{twice.Key}\"; ids must differ, because the id identifies the key of a pseudonym.", Keys, twice.Key, Id);
        foreach (var key in options.Keys)
        {
            var buffer = new byte[(key.Secret.Length * 3 / 4) + 3];
            if (!Convert.TryFromBase64String(key.Secret, buffer, out var length))
                faults.Add($"the secret of key \"{key.Id}\" is not Base64. Make one with: openssl rand -base64 32", Keys, key.Id, Id);
            else if (length < KeySet.SecretBytes)
                faults.Add($"the secret of key \"{key.Id}\" has {length} bytes; at least {KeySet.SecretBytes} are needed. Make one with: openssl rand -base64 32", Keys, key.Id, Id);
        }
    }
}
