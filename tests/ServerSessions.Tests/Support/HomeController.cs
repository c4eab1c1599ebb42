using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

public sealed class HomeController : Controller
{
    public IActionResult Index() => Content("home");

    public IActionResult About(string? id) => Content("about " + id);

    /// <summary>Refuses an object.</summary>
    public IActionResult Secret(string? id) => new ContentResult { StatusCode = 403, Content = "no " + id };
}
