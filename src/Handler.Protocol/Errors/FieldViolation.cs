namespace Handler.Protocol.Errors;

/// <summary>A field that breaks a rule (<c>google.rpc.BadRequest</c>).</summary>
/// <param name="Field">Its path, such as <c>message.parts[0]</c>.</param>
/// <param name="Description">What is wrong, with the value.</param>
public sealed record FieldViolation(string Field, string Description);
