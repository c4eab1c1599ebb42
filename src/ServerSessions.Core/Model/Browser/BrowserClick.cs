namespace ServerSessions.Model.Browser;

/// <summary>A click in a page, without any text of the page.</summary>
/// <param name="Element">Path of the element by tag names and positions ("main&gt;form&gt;button:2"), or the name that the application gave it ("@buy").</param>
/// <param name="Cell">Cell of a grid of 10 × 10 over the element, row by row; <see cref="NoCell"/> for a click by the keyboard.</param>
/// <param name="Kind">Click, or a mark beside one.</param>
internal readonly record struct BrowserClick(string Element, int Cell, ClickKind Kind)
{
    public const int NoCell = 100;
}
