using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>The configured secrets, the first for writing and all for reading; one drawn for this process when none is configured.</summary>
internal sealed class KeyRing
{
    public KeyRing(IEnumerable<SessionKey> keys)
    {
        All = [.. keys.Select(k => new KeySet(k.Id, Convert.FromBase64String(k.Secret)))];
        IsTransient = All.Count == 0;
        if (IsTransient)
            All = [new KeySet("process", RandomNumberGenerator.GetBytes(KeySet.SecretBytes))];
    }

    public IReadOnlyList<KeySet> All { get; }

    public KeySet Current => All[0];

    /// <summary>Nothing is configured: pseudonyms change when the process starts again.</summary>
    public bool IsTransient { get; }
}
