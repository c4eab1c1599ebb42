using System.Collections.Frozen;

namespace ServerSessions.Model;

/// <summary>Classes of referrers by the hosts of well-known sites. Statistics only: any client can write the header.</summary>
internal static class ReferrerClasses
{
    // A host belongs to a site when it is the entry or ends with it; an entry without a dot is any label of the host, because search engines have many domains.
    private static readonly FrozenSet<string> Search = Set(
        "google", "bing.com", "duckduckgo.com", "yahoo", "yandex", "baidu.com", "ecosia.org", "startpage.com", "qwant.com", "search.brave.com", "ask.com", "aol.com",
        "seznam.cz", "naver.com", "daum.net", "sogou.com", "so.com", "kagi.com", "mojeek.com", "perplexity.ai", "chatgpt.com", "t-online.de");

    private static readonly FrozenSet<string> Social = Set(
        "facebook.com", "fb.me", "instagram.com", "t.co", "x.com", "twitter.com", "linkedin.com", "lnkd.in", "reddit.com", "pinterest", "youtube.com", "youtu.be", "tiktok.com",
        "threads.net", "mastodon.social", "bsky.app", "vk.com", "ok.ru", "xing.com", "tumblr.com", "snapchat.com", "whatsapp.com", "telegram.org", "t.me", "discord.com",
        "quora.com", "news.ycombinator.com", "weibo.com");

    private static readonly FrozenSet<string> Mail = Set(
        "mail.google.com", "outlook.live.com", "outlook.office.com", "outlook.office365.com", "mail.yahoo.com", "mail.yandex.ru", "mail.ru", "mail.aol.com", "mail.proton.me",
        "gmx.net", "web.de", "email.t-online.de", "fastmail.com", "mail.zoho.com", "webmail.freenet.de", "orange.fr", "icloud.com");

    private static readonly FrozenSet<string> MailMedia = Set("email", "e-mail", "newsletter");

    /// <param name="referrer">Origin of a foreign page; null for none.</param>
    /// <param name="isOwn">Whether a page of the application was the referrer.</param>
    /// <param name="medium">Medium of the campaign; null for none.</param>
    public static ReferrerClass Of(string? referrer, bool isOwn, string? medium)
    {
        if (referrer is null)
            return isOwn ? ReferrerClass.Own : medium is not null && MailMedia.Contains(medium) ? ReferrerClass.Mail : ReferrerClass.Direct;
        var host = Host(referrer);
        return Has(Mail, host) ? ReferrerClass.Mail : Has(Search, host) ? ReferrerClass.Search : Has(Social, host) ? ReferrerClass.Social : ReferrerClass.Site;
    }

    /// <summary>The class in the words of the API.</summary>
    public static string WordOf(ReferrerClass of) => of.ToString().ToLowerInvariant();

    private static ReadOnlySpan<char> Host(string origin)
    {
        var host = origin.AsSpan(origin.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0);
        return host.IndexOf(':') is >= 0 and var port ? host[..port] : host;
    }

    private static bool Has(FrozenSet<string> sites, ReadOnlySpan<char> host)
    {
        var lookup = sites.GetAlternateLookup<ReadOnlySpan<char>>();
        while (true)
        {
            var dot = host.IndexOf('.');
            if (lookup.Contains(host) || (dot > 0 && lookup.Contains(host[..dot])))
                return true;
            if (dot < 0)
                return false;
            host = host[(dot + 1)..];
        }
    }

    private static FrozenSet<string> Set(params ReadOnlySpan<string> hosts) => hosts.ToArray().ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
