using System.Text.Json.Serialization;

namespace Handler.Client.Profiles;

/// <summary>The generated contracts of the files.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProfileDocument<SessionRow>))]
[JsonSerializable(typeof(ProfileDocument<CredentialRow>))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
