namespace ServerSessions.Alerts.Webhooks;

/// <summary>Checks the form of a receiver's address. Which machines it may lead to is decided when the connection is made.</summary>
internal static class WebhookUrl
{
    public const int MaxLength = 2000;

    /// <summary>Returns what is wrong with the address; null when it is valid. Path and query are not repeated, because they can hold tokens.</summary>
    public static string? Check(Uri? url, bool allowInsecureLoopback)
    {
        if (url is null || !url.IsAbsoluteUri)
            return "The address is not absolute; expected is one like 'https://hooks.example/security'.";
        if (url.OriginalString.Length > MaxLength)
            return $"The address has {url.OriginalString.Length} characters; expected at most {MaxLength}.";
        if (url.UserInfo.Length > 0)
            return $"The address at '{url.Host}' carries user info; leave it out, the signature proves the sender.";
        if (url.Host.Length == 0)
            return "The address names no host; expected is one like 'https://hooks.example/security'.";
        if (url.Scheme == Uri.UriSchemeHttps) return null;
        if (url.Scheme != Uri.UriSchemeHttp)
            return $"The address at '{url.Host}' has the scheme '{url.Scheme}'; expected is https.";
        if (!url.IsLoopback)
            return $"The address at '{url.Host}' is plain http; expected is https (http is for loopback in Development).";
        return allowInsecureLoopback
            ? null
            : $"The address at '{url.Host}' is plain http; it is accepted only with AllowInsecureLoopback, which Development sets.";
    }
}
