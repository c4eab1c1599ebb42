using Microsoft.AspNetCore.Mvc;
using ServerSessions;

namespace Storefront.Contact;

/// <summary>The contact form, as an MVC controller.</summary>
[Route("contact")]
public sealed class ContactController : Controller
{
    [HttpGet("")]
    [SessionEvent("contact")]
    public IActionResult Index() => View(new ContactForm());

    [HttpPost("")]
    [ValidateAntiForgeryToken]
    [SessionEvent("contact.send")]
    [SessionFeature("contact")]
    [TrapField("Website")]
    public IActionResult Send(ContactForm form) =>
        ModelState.IsValid ? RedirectToAction(nameof(Thanks)) : View(nameof(Index), form);

    [HttpGet("thanks")]
    public IActionResult Thanks() => View();
}
