namespace Handler.Protocol;

/// <summary>Values of the <see cref="ServiceParameters.Version"/> header: major and minor, the patch plays no part (A2A 1.0, 3.6).</summary>
public static class A2AVersions
{
    /// <summary>Protocol 1.0.</summary>
    public const string V1 = "1.0";

    /// <summary>Protocol 0.3.</summary>
    public const string V03 = "0.3";
}
