namespace ServerSessions.Insights;

/// <summary>Clicks on one element.</summary>
/// <param name="Element">Path of the element, as <see cref="ClickedElement.Element"/>.</param>
/// <param name="Clicks">Number of clicks.</param>
/// <param name="People">Number of people.</param>
/// <param name="Cells">Cells that at least five people clicked, row by row.</param>
internal sealed record StepClicksElement(string Element, long Clicks, int People, IReadOnlyList<ClickedCell> Cells);
