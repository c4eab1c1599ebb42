namespace ServerSessions.Capture;

/// <summary>A cookie of ours whose MAC holds.</summary>
/// <param name="Key">Pseudonym of the browser.</param>
/// <param name="Random">The random bytes that name it; they stay when the cookie is written again.</param>
/// <param name="Accounts">Short hashes of the accounts that this browser has signed in to, newest last.</param>
internal sealed record BrowserCookie(Pseudonym Key, byte[] Random, uint[] Accounts)
{
    public bool Knows(Pseudonym account) => !account.IsNone && Array.IndexOf(Accounts, Short(account)) >= 0;

    public static uint Short(Pseudonym account) => (uint)(account.High >> 32);
}
