namespace Handler.Protocol;

/// <summary>The names of the dialects as people write them.</summary>
public static class WireFormatExtensions
{
    extension(WireFormat format)
    {
        /// <summary><c>1.0</c>, <c>0.3</c> or <c>legacy</c>.</summary>
        public string DisplayName => format switch
        {
            WireFormat.V1 => A2AVersions.V1,
            WireFormat.V03 => A2AVersions.V03,
            WireFormat.Legacy => "legacy",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such dialect."),
        };

        /// <summary>Reads such a name.</summary>
        public static bool TryParseDisplayName(string? name, out WireFormat parsed)
        {
            parsed = Enum.GetValues<WireFormat>().FirstOrDefault(known => string.Equals(known.DisplayName, name, StringComparison.OrdinalIgnoreCase));
            return parsed != default;
        }
    }
}
