using System.ComponentModel.DataAnnotations;

namespace Storefront.Contact;

public sealed class ContactForm
{
    [Required(ErrorMessage = "Where may we answer?"), EmailAddress(ErrorMessage = "This is no email address."), StringLength(120)]
    public string? Email { get; set; }

    [Required(ErrorMessage = "What is it about?"), StringLength(80)]
    public string? Subject { get; set; }

    [Required(ErrorMessage = "The message is empty."), StringLength(2000, MinimumLength = 10, ErrorMessage = "10 to 2,000 characters, please.")]
    public string? Message { get; set; }
}
