// Package blob keeps what is too large for the database: pictures and files, in a folder or in a bucket that speaks S3.
package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"

	"github.com/medskapa/medskapa/internal/errs"
)

// Bucket is where the bytes lie, under keys such as images/<id>/960.jpg.
type Bucket struct {
	bucket *blob.Bucket
	path   string // of a folder
}

// Open opens the folder of the given path, which is made where it is missing, or a bucket such as
// s3://name?region=eu-north-1 or s3://name?endpoint=https://minio.example&use_path_style=true&region=any, whose keys come from the
// environment as AWS's own programs read them. Close it.
func Open(ctx context.Context, address string) (*Bucket, error) {
	if !strings.Contains(address, "://") {
		return openFolder(address)
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, errScheme // the address may hold a secret
	}
	bucket, err := blob.OpenBucket(ctx, address)
	if err != nil {
		return nil, err
	}
	return &Bucket{bucket: bucket}, nil
}

var errScheme = errors.New("files lie in a folder, or in a bucket whose address begins with s3://")

// openFolder keeps its files from other accounts of the machine. A file appears whole or not at all: it is written beside its
// place and renamed.
func openFolder(path string) (*Bucket, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("the folder for files: %w", err)
	}
	bucket, err := fileblob.OpenBucket(path, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite, DirFileMode: 0o700})
	if err != nil {
		return nil, err
	}
	return &Bucket{bucket: bucket, path: path}, nil
}

// Close ends the connection.
func (b *Bucket) Close() error { return b.bucket.Close() }

// read returns what lies under key; NotFound when nothing does.
func (b *Bucket) read(ctx context.Context, key string) ([]byte, error) {
	data, err := b.bucket.ReadAll(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, errs.Wrap(errs.NotFound, err)
	}
	return data, err
}

// open returns a reader of what lies under key and its length in bytes; NotFound when nothing does.
func (b *Bucket) open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	r, err := b.bucket.NewReader(ctx, key, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, 0, errs.Wrap(errs.NotFound, err)
	}
	if err != nil {
		return nil, 0, err
	}
	return r, r.Size(), nil
}

func (b *Bucket) write(ctx context.Context, key, mediaType string, data []byte) error {
	return b.bucket.WriteAll(ctx, key, data, &blob.WriterOptions{ContentType: mediaType})
}

// removeAll removes everything in a folder.
func (b *Bucket) removeAll(ctx context.Context, folder string) error {
	list := b.bucket.List(&blob.ListOptions{Prefix: folder + "/"})
	for {
		object, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return b.removeEmpty(folder)
		}
		if err != nil {
			return err
		}
		if err := b.bucket.Delete(ctx, object.Key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			return err
		}
	}
}

// removeEmpty removes the folder itself, which a bucket does not have.
func (b *Bucket) removeEmpty(folder string) error {
	if b.path == "" {
		return nil
	}
	if err := os.Remove(filepath.Join(b.path, folder)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
