namespace ServerSessions.Capture;

/// <summary>A cookie of ours whose MAC holds.</summary>
internal sealed class BrowserCookie(Pseudonym key, byte[] random, uint[] accounts)
{
    private VisitIdentity? _identity;

    /// <summary>Pseudonym of the browser.</summary>
    public Pseudonym Key => key;

    /// <summary>The random bytes that name it; they stay when the cookie is written again.</summary>
    public byte[] Random => random;

    /// <summary>Short hashes of the accounts that this browser has signed in to, newest last.</summary>
    public uint[] Accounts => accounts;

    /// <summary>A visitor who is known by this cookie: the same for all visits.</summary>
    public VisitIdentity Identity => _identity ??= new VisitIdentity(key, KeyKind.Cookie, this, IsNew: false);

    public bool Knows(Pseudonym account) => !account.IsNone && Array.IndexOf(accounts, Short(account)) >= 0;

    public static uint Short(Pseudonym account) => (uint)(account.High >> 32);
}
