using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>
/// The page views of an open session, kept apart from its requests: rules read requests, and never what a browser reports. Bounded: views above the limit are not
/// kept.
/// </summary>
internal sealed class PageViews
{
    /// <summary>Maximum number of views in a session.</summary>
    public const int MaxViews = 256;

    /// <summary>Number of places and fields in a session from which no report adds any.</summary>
    public const int MaxItems = 256;

    /// <summary>Maximum number of pages fetched ahead that are remembered; the oldest goes first.</summary>
    public const int MaxAhead = 16;

    private readonly List<PageView> _views = [];
    private readonly List<AheadPage> _ahead = [];

    public IReadOnlyList<PageView> All => _views;

    /// <summary>Whether a view is a step that no counted request made.</summary>
    public bool HasSteps => _views.Exists(v => v.Step is not null);

    public IReadOnlyList<AheadPage> Ahead => _ahead;

    /// <summary>Number of reports, those that were not taken among them.</summary>
    public int Reports { get; set; }

    /// <summary>Remembers a page that was fetched ahead of need.</summary>
    public void NoteAhead(in RequestEvent e)
    {
        if (_ahead.Count == MaxAhead)
            _ahead.RemoveAt(0);
        _ahead.Add(new AheadPage(e.Time, e.Step));
    }

    /// <summary>Takes a report of the browser.</summary>
    /// <returns>The view; null when the report came before, or there are too many views.</returns>
    public PageView? Take(BrowserReport report)
    {
        var view = _views.Find(v => v.Page == report.Page && v.View == report.View);
        if (view is null && _views.Count == MaxViews)
            return null;
        var isNew = view is null;
        view ??= Begin(report);
        if (!view.Take(report, keepsDetails: _views.Sum(v => v.Items) < MaxItems))
            return null;
        if (isNew)
            _views.Add(view);
        return view;
    }

    /// <summary>Adds a view, or a page that was fetched ahead, as it was stored.</summary>
    public void Restore(PageView view) => _views.Add(view);

    /// <inheritdoc cref="Restore(PageView)"/>
    public void Restore(AheadPage page) => _ahead.Add(page);

    // The document of a page that was fetched ahead can only report once it is shown: that is when the person took the step.
    private PageView Begin(BrowserReport report)
    {
        var ahead = report.View > 0 ? -1 : _ahead.FindIndex(p => p.Page == report.Page);
        var step = ahead >= 0 ? _ahead[ahead].Step : report.Step;
        if (ahead >= 0)
            _ahead.RemoveAt(ahead);
        return new PageView(report.Page, report.View) { Time = step is null ? report.Page : report.Time, Step = step };
    }
}
