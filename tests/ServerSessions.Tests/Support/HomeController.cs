using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

public sealed class HomeController : Controller
{
    public IActionResult Index() => Content("home");

    public IActionResult About(string? id) => Content("about " + id);
}
