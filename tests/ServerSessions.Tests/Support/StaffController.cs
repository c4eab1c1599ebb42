using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[Area("backstage")]
public sealed class StaffController : Controller
{
    public IActionResult Index() => Content("staff");
}
