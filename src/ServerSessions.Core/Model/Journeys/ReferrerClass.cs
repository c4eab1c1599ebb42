namespace ServerSessions;

/// <summary>Class of the page whose link led to a session.</summary>
public enum ReferrerClass
{
    /// <summary>No page: a typed address, a bookmark, an application, or a page that names no referrer.</summary>
    Direct,

    /// <summary>A page of the application itself, as after the idle timeout.</summary>
    Own,

    /// <summary>A search engine.</summary>
    Search,

    /// <summary>A social network or a messenger.</summary>
    Social,

    /// <summary>A web mailer, or a link without a referrer whose campaign has the medium "email", "e-mail" or "newsletter".</summary>
    Mail,

    /// <summary>Any other site.</summary>
    Site,
}
