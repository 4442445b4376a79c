package org.duenotice.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Chooses where content is kept. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    ContentStore contentStore(StorageSettings settings, @Value("${duenotice.data}") Path data) {
        return switch (settings.kind()) {
            case FILES -> new FileSystemContentStore(data);
            case S3 -> objects(settings.s3());
        };
    }

    static S3ContentStore objects(StorageSettings.S3 settings) {
        var credentials = AwsBasicCredentials.create(settings.accessKey(), secret(settings.secretKeyFile()));
        var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(settings.region()))
                .endpointOverride(settings.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                // one plain body with its hash, which every such store understands
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
        return new S3ContentStore(
                client,
                settings.bucket(),
                settings.prefix(),
                settings.partSize().toBytes());
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " cannot be read", e);
        }
    }
}
