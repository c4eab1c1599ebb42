namespace ServerSessions;

/// <summary>
/// A crawler or an AI agent whose sessions are verified: by the networks that its operator publishes, by signed requests (Web Bot Auth), or by both. What
/// is not verified stays a claim. Nothing is fetched from its operator: supply the networks and the keys, and renew them when they change.
/// </summary>
/// <param name="Name">Its name in the list of machines, such as "Googlebot" or "ChatGPT-User", as sessions show it; case does not matter.</param>
/// <param name="Networks">Published networks with the length of their prefix, separated by commas, such as "66.249.64.0/19, 2001:4860:4801::/48"; null (the default) for none.</param>
/// <param name="SignatureAgent">The <c>Signature-Agent</c> of its signed requests, such as "https://chatgpt.com"; null (the default) where it signs none.</param>
/// <param name="KeyFile">Path of a file with its public keys as a JSON Web Key Set; required with <paramref name="SignatureAgent"/>.</param>
public sealed record VerifiedMachine(string Name, string? Networks = null, string? SignatureAgent = null, string? KeyFile = null)
{
    private static readonly char[] Separators = [',', ';', ' ', '\n'];

    internal IEnumerable<string> NetworkList() =>
        (Networks ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
