using System.ComponentModel.DataAnnotations;

namespace Storefront.Shopping;

/// <summary>The delivery address of an order; checked by <c>AddValidation()</c> before the endpoint runs.</summary>
public sealed record Address
{
    [Required(ErrorMessage = "Tell us who the parcel is for."), StringLength(80)]
    public string? Name { get; init; }

    [Required(ErrorMessage = "A street and a number, please."), StringLength(120)]
    public string? Street { get; init; }

    [Required(ErrorMessage = "The postal code is missing."), RegularExpression("[A-Za-z0-9 -]{3,10}", ErrorMessage = "3 to 10 letters and digits, such as 10115.")]
    public string? PostalCode { get; init; }

    [Required(ErrorMessage = "The town is missing."), StringLength(80)]
    public string? City { get; init; }
}
